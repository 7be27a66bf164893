/** The message templates of an account. */

import { parseFields } from '../answer/fields.ts';
import { type FieldTable, showNode } from '../answer/node-fields.ts';
import { pageOf } from '../answer/paging.ts';
import { requiredText, textOf } from '../answer/parameters.ts';
import { explained, invalidParameter } from '../answer/refusal.ts';
import type { TemplateCall, WabaCall } from '../call.ts';
import { mostTemplates, newId, type Template } from '../state.ts';
import type { SampleTemplate, TemplateStatus } from './sample-templates.ts';
import { readComponents } from './template-components.ts';

const categories = ['AUTHENTICATION', 'MARKETING', 'UTILITY'] as const;
/** How long Meta takes to judge a new template here; it approves all of them. */
const reviewSeconds = 1;

/** Where the judgement of a template stands. */
export function statusOf({ status, approvedAt }: Template, now: number): TemplateStatus {
  return approvedAt !== null && approvedAt <= now ? 'APPROVED' : status;
}

const templateFields: FieldTable<Template> = {
  type: 'MessageTemplate',
  defaults: ['name', 'parameter_format', 'components', 'language', 'status', 'category', 'id'],
  fields: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    parameter_format: () => 'POSITIONAL',
    components: ({ components }) => components,
    language: ({ language }) => language,
    status: (template, { now }) => statusOf(template, now),
    category: ({ category }) => category,
    rejected_reason: ({ status }) => (status === 'REJECTED' ? 'PROMOTIONAL' : 'NONE'),
    quality_score: () => ({ score: 'UNKNOWN' }),
  },
};

/** `GET /{waba}/message_templates` */
export function listTemplates(call: WabaCall) {
  const { query, waba, now } = call;
  const [name, status, category, language] = ['name', 'status', 'category', 'language'].map((key) =>
    query.get(key),
  );
  const wanted = waba.templates.filter(
    (template) =>
      (!name || template.name.includes(name)) &&
      (!status || statusOf(template, now) === status.toUpperCase()) &&
      (!category || template.category === category.toUpperCase()) &&
      (!language || template.language === language),
  );
  const chosen = parseFields(query.get('fields'));
  return pageOf(wanted, call, (template) => showNode(templateFields, template, call, chosen));
}

/** `GET /{template}` */
export function readTemplate(call: TemplateCall) {
  return showNode(templateFields, call.template, call);
}

/** `POST /{waba}/message_templates` */
export function createTemplate(call: WabaCall) {
  const { waba, parameters, now } = call;
  const name = requiredText(parameters, 'name');
  if (!/^[a-z0-9_]{1,512}$/.test(name)) {
    throw explained(
      100,
      'Invalid template name',
      'A name has lower-case letters, digits and underscores only.',
    );
  }
  const language = requiredText(parameters, 'language');
  const category = categories.find((one) => one === textOf(parameters, 'category')?.toUpperCase());
  if (!category) throw invalidParameter(`Param category must be one of {${categories.join(', ')}}.`);
  if (waba.templates.some((other) => other.name === name && other.language === language)) {
    throw explained(
      100,
      'Content exists',
      'There is already a template with this name and language.',
      2388024,
    );
  }
  if (waba.templates.length >= mostTemplates) {
    throw explained(100, 'Too many templates', `An account has at most ${mostTemplates} templates.`);
  }
  const components = readComponents(call);
  const sample: SampleTemplate = { id: newId(), name, language, category, status: 'PENDING', components };
  waba.templates.push({ ...sample, approvedAt: now + reviewSeconds });
  return { id: sample.id, status: sample.status, category };
}

/** `DELETE /{waba}/message_templates`: all languages of a name, or the one that `hsm_id` names beside it. */
export function deleteTemplates({ waba, parameters }: WabaCall) {
  const name = requiredText(parameters, 'name');
  const id = textOf(parameters, 'hsm_id');
  const kept = waba.templates.filter(
    (template) => template.name !== name || (id !== null && template.id !== id),
  );
  if (kept.length === waba.templates.length) {
    throw explained(100, 'Message template not found', 'No template of this account has this name.', 2593002);
  }
  waba.templates = kept;
  return { success: true };
}
