/** What Graph finds in a Flow JSON: its versions, its screens, and what is wrong with it. */
import { isObject } from '../../lib/graph/call/untrusted.ts';
import { breakIn } from './json-break.ts';
import { lineAndColumn, type Place, placesIn } from './json-places.ts';

export interface ValidationError {
  error: string;
  error_type: 'FLOW_JSON_ERROR' | 'JSON_SCHEMA_ERROR';
  message: string;
  line_start: number;
  line_end: number;
  column_start: number;
  column_end: number;
  pointers: object[];
}

export interface FlowFacts {
  version: string | null;
  /** Set for a flow that asks an endpoint for its data. */
  dataApiVersion: string | null;
  screens: string[];
  errors: ValidationError[];
}

interface Finding {
  error: string;
  message: string;
  /** Of the value that is wrong, or of the one that lacks something. */
  path: string;
  schema?: true;
}

const versions = /^(?:2\.1|3\.[01]|4\.0|5\.[01]|6\.[0-3]|7\.[0-3])$/;
const topLevel = ['version', 'screens', 'data_api_version', 'routing_model', 'data_channel_uri', 'name'];
const mostErrors = 50;

const missing = (path: string, name: string): Finding => ({
  error: 'MISSING_REQUIRED_PROPERTY',
  message: `Required property '${name}' is missing.`,
  path,
});
const wrongValue = (path: string, name: string): Finding => ({
  error: 'INVALID_PROPERTY_VALUE',
  message: `Invalid value found for property '${name}'.`,
  path,
});

function wrongWithScreen(screen: unknown, path: string): Finding[] {
  if (!isObject(screen)) return [wrongValue(path, 'screens')];
  const { id, layout } = screen;
  const findings: Finding[] = [];
  if (id === undefined) findings.push(missing(path, 'id'));
  else if (typeof id !== 'string' || !/^[A-Za-z_]+$/.test(id) || id === 'SUCCESS') {
    findings.push(wrongValue(`${path}.id`, 'id'));
  }
  if (!isObject(layout)) findings.push(missing(path, 'layout'));
  else if (layout.type !== 'SingleColumnLayout') findings.push(wrongValue(`${path}.layout.type`, 'type'));
  else if (!Array.isArray(layout.children)) findings.push(missing(`${path}.layout`, 'children'));
  return findings;
}

function wrongWithScreens(screens: unknown): Finding[] {
  if (!Array.isArray(screens)) return [missing('', 'screens')];
  if (screens.length === 0) return [wrongValue('screens', 'screens')];
  const findings = screens.flatMap((screen, at) => wrongWithScreen(screen, `screens[${at}]`));
  const ids = screens.map((screen) => (isObject(screen) ? screen.id : null));
  const twice = ids.findIndex((id, at) => typeof id === 'string' && ids.indexOf(id) !== at);
  if (twice !== -1) {
    const message = `Screen id '${ids[twice]}' is used more than once.`;
    findings.push({ error: 'DUPLICATE_SCREEN_ID', message, path: `screens[${twice}].id` });
  }
  if (!screens.some((screen) => isObject(screen) && screen.terminal === true)) {
    const message = 'At least one screen must be terminal.';
    findings.push({ error: 'MISSING_TERMINAL_SCREEN', message, path: 'screens' });
  }
  return findings;
}

function wrongWith(json: Record<string, unknown>): Finding[] {
  const { version, data_api_version } = json;
  const foreign = Object.keys(json).filter((name) => !topLevel.includes(name));
  return [
    ...(version === undefined ? [missing('', 'version')] : []),
    ...(version !== undefined && !versions.test(String(version)) ? [wrongValue('version', 'version')] : []),
    ...(data_api_version !== undefined && !/^[34]\.0$/.test(String(data_api_version))
      ? [wrongValue('data_api_version', 'data_api_version')]
      : []),
    ...foreign.map((name): Finding => {
      const message = `The property "${name}" cannot be specified at "$root".`;
      return { error: 'INVALID_PROPERTY', message, path: name, schema: true };
    }),
    ...wrongWithScreens(json.screens),
  ];
}

function placed(text: string, finding: Finding, place: Place): ValidationError {
  const from = lineAndColumn(text, place.start);
  const to = lineAndColumn(text, place.end);
  const where = {
    line_start: from.line,
    line_end: to.line,
    column_start: from.column,
    column_end: to.column,
  };
  return {
    error: finding.error,
    error_type: finding.schema ? 'JSON_SCHEMA_ERROR' : 'FLOW_JSON_ERROR',
    message: finding.message,
    ...where,
    pointers: [{ ...where, path: finding.path }],
  };
}

function brokenJson(text: string): FlowFacts {
  const start = breakIn(text);
  const finding = { error: 'INVALID_JSON', message: 'The file is not a valid JSON object.', path: '' };
  const errors = [placed(text, finding, { start, end: start })];
  return { version: null, dataApiVersion: null, screens: [], errors };
}

/** Reads a Flow JSON as Graph does when it is uploaded. */
export function checkFlowJson(text: string): FlowFacts {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return brokenJson(text);
  }
  if (!isObject(json)) return brokenJson(text);
  const findings = wrongWith(json).slice(0, mostErrors);
  const places = findings.length > 0 ? placesIn(text, 5) : null;
  const screens = Array.isArray(json.screens) ? json.screens : [];
  const word = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    version: word(json.version),
    dataApiVersion: word(json.data_api_version),
    screens: screens.flatMap((screen) =>
      isObject(screen) && typeof screen.id === 'string' ? [screen.id] : [],
    ),
    errors: findings.map((finding) =>
      placed(text, finding, places?.get(finding.path) ?? { start: 0, end: 1 }),
    ),
  };
}
