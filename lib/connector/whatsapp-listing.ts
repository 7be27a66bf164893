/** What a credential can list, so that ids are chosen and not typed. */
import { z } from 'zod';
import { type Account, type GraphRequest, type ListedKind, reading } from './endpoint.ts';

/** One of the things listed. `value` is what a parameter takes. */
export interface Choice {
  value: string;
  label: string;
  /** What tells it from others of its name. */
  detail: string;
}

interface Listing {
  request(account: Account): GraphRequest;
  /** Null for an item of another form. */
  read(item: unknown): Choice | null;
}

const idSchema = z.string().regex(/^[1-9][0-9]{4,19}$/);
const flowSchema = z.object({ id: idSchema, name: z.string(), status: z.string() });
const numberSchema = z.object({
  id: idSchema,
  display_phone_number: z.string(),
  verified_name: z.string().optional(),
});
const templateSchema = z.object({ name: z.string(), language: z.string(), status: z.string() });

function reader<Schema extends z.ZodType>(schema: Schema, toChoice: (item: z.infer<Schema>) => Choice) {
  return (item: unknown): Choice | null => {
    const parsed = schema.safeParse(item);
    return parsed.success ? toChoice(parsed.data) : null;
  };
}

const lowered = (word: string) => word.toLowerCase().replaceAll('_', ' ');

export const listings: Readonly<Record<ListedKind, Listing>> = {
  flows: {
    request: ({ wabaId }) => reading(`/${wabaId}/flows`, { fields: 'id,name,status' }),
    read: reader(flowSchema, ({ id, name, status }) => ({
      value: id,
      label: name,
      detail: `${lowered(status)} · ${id}`,
    })),
  },
  'phone-numbers': {
    request: ({ wabaId }) =>
      reading(`/${wabaId}/phone_numbers`, { fields: 'id,display_phone_number,verified_name' }),
    read: reader(numberSchema, ({ id, display_phone_number: shown, verified_name: name }) => ({
      value: id,
      label: shown,
      detail: `${name ? `${name} · ` : ''}${id}`,
    })),
  },
  'message-templates': {
    request: ({ wabaId }) => reading(`/${wabaId}/message_templates`, { fields: 'name,language,status' }),
    read: reader(templateSchema, ({ name, language, status }) => ({
      value: `${name}/${language}`,
      label: name,
      detail: `${language} · ${lowered(status)}`,
    })),
  },
};
