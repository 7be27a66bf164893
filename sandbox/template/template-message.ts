/** A message made of a template. */
import { isObject } from '../../lib/graph/call/untrusted.ts';
import { messageRefused } from '../answer/refusal.ts';
import type { Template, Waba } from '../state.ts';
import { statusOf } from './templates.ts';

/** How many `{{1}}` the text of a template has. */
function variablesOf({ components }: Template): number {
  const text = components.find(({ type }) => type === 'BODY')?.text;
  return new Set(typeof text === 'string' ? text.match(/\{\{\w+\}\}/g) : []).size;
}

function valuesIn(components: unknown): number {
  const body = Array.isArray(components)
    ? components.filter(isObject).find(({ type }) => String(type).toLowerCase() === 'body')
    : undefined;
  return Array.isArray(body?.parameters) ? body.parameters.length : 0;
}

/** @throws Refusal for a template message that Meta does not send */
export function checkTemplateMessage(waba: Waba, message: Record<string, unknown>, now: number): void {
  const { name, language, components } = message;
  if (typeof name !== 'string' || !isObject(language) || typeof language.code !== 'string') {
    const details = 'The parameters template.name and template.language.code are required.';
    throw messageRefused(131008, 'Required parameter is missing', details);
  }
  const code = language.code;
  const template = waba.templates.find((one) => one.name === name && one.language === code);
  const status = template ? statusOf(template, now) : 'REJECTED';
  if (!template || status === 'PENDING' || status === 'REJECTED') {
    const details = `template name (${name}) does not exist in ${code}`;
    throw messageRefused(132001, 'Template name does not exist in the translation', details, 404);
  }
  if (status === 'PAUSED') {
    throw messageRefused(132015, 'Template is paused', `template (${name}) is paused for its quality`);
  }
  const [given, due] = [valuesIn(components), variablesOf(template)];
  if (given !== due) {
    const details = `body: number of localizable_params (${given}) does not match the expected number of params (${due})`;
    throw messageRefused(
      132000,
      'Number of parameters does not match the expected number of params',
      details,
    );
  }
}
