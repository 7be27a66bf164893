/** The shape of an endpoint template: one call of Graph that a source or destination makes. Safe in browsers. */
import { z } from 'zod';

/** What a credential can list, to choose from instead of typing ids. */
export const listedKinds = ['flows', 'phone-numbers', 'message-templates'] as const;
export type ListedKind = (typeof listedKinds)[number];

export interface Option {
  value: string;
  label: string;
}

/** How a form asks for a parameter. */
export type Control =
  | { kind: 'text'; placeholder?: string }
  | { kind: 'long-text'; code?: boolean; placeholder?: string }
  | { kind: 'date' }
  | { kind: 'switch' }
  | { kind: 'choice'; options: readonly Option[] }
  | { kind: 'choices'; options: readonly Option[] }
  | { kind: 'listed'; list: ListedKind };

/** One value that a call needs or may have. Whether it must be given is the schema's to say. */
export interface Parameter<Schema extends z.ZodType = z.ZodType> {
  label: string;
  help: string;
  control: Control;
  schema: Schema;
  /** Seldom needed: a form folds it away. */
  rare?: true;
  /** What is often put here and belongs to another parameter: a form moves it there, and says why. */
  elsewhere?: { name: string; form: RegExp; why: string };
}

export type Parameters = Readonly<Record<string, Parameter>>;
type Values<P extends Parameters> = z.infer<z.ZodObject<{ [Name in keyof P]: P[Name]['schema'] }>>;

/** The account that a call is made on. */
export interface Account {
  wabaId: string;
}

export type RequestBody =
  | { kind: 'json'; value: Record<string, unknown> }
  | { kind: 'form'; fields: Record<string, string> }
  | {
      kind: 'multipart';
      fields: Record<string, string>;
      file: { field: string; name: string; type: string; text: string };
    };

/** A call of Graph: its path is below the version. */
export interface GraphRequest {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  /** As in an address, without its question mark. */
  query: string;
  body: RequestBody | null;
}

/** What a call does at Meta. */
export type Effect = 'reads' | 'changes' | 'sends' | 'deletes';

export interface EndpointTemplate {
  id: string;
  kind: 'source' | 'destination';
  group: string;
  name: string;
  /** One sentence: what comes back, or what happens. */
  summary: string;
  effect: Effect;
  /** What people do not expect of it, said before it is made; null where it does what its name says. */
  caution: string | null;
  /** What Meta wants the token to have; null where that depends on the call. */
  permission: 'whatsapp_business_management' | 'whatsapp_business_messaging' | null;
  /** Meta's page about it. */
  docs: string;
  /** Its answer comes in pages. */
  paged: boolean;
  /** Its answer names files, which a sample shows with their contents. */
  files: boolean;
  parameters: Parameters;
  /** Every parameter of one call. */
  schema: z.ZodType<Record<string, unknown>>;
  /** What may be set once for all records of a destination: each parameter as above, none of them required. */
  partSchema: z.ZodType<Record<string, unknown>>;
  /** The call. `values` are what `schema` gave out. */
  build(values: Record<string, unknown>, account: Account): GraphRequest;
}

/** Something that is wrong with the parameters together. */
interface Conflict {
  field: string;
  message: string;
}

type Definition<P extends Parameters> = Omit<
  EndpointTemplate,
  'parameters' | 'schema' | 'partSchema' | 'build' | 'caution' | 'paged' | 'files'
> & {
  parameters: P;
  caution?: string;
  paged?: boolean;
  files?: boolean;
  conflict?(values: Values<P>): Conflict | null;
  request(values: Values<P>, account: Account): GraphRequest;
};

/** Makes a template of its definition: its schemas follow from its parameters. */
export function endpoint<P extends Parameters>(definition: Definition<P>): EndpointTemplate {
  const { conflict, request, caution = null, paged = false, files = false, ...rest } = definition;
  const shape = Object.fromEntries(
    Object.entries(definition.parameters).map(([name, { schema }]) => [name, schema]),
  ) as { [Name in keyof P]: P[Name]['schema'] };
  const whole = z.strictObject(shape);
  const schema = whole.superRefine((values, context) => {
    const found = conflict?.(values as Values<P>);
    if (found) context.addIssue({ code: 'custom', path: [found.field], message: found.message });
  });
  return {
    ...rest,
    caution,
    paged,
    files,
    schema,
    partSchema: whole.partial(),
    build: (values, account) => request(values as Values<P>, account),
  };
}

/** A query of names and values, without those that have none. */
export function queryOf(pairs: Record<string, string | undefined>): string {
  const given = Object.entries(pairs).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return new URLSearchParams(given).toString();
}

/** A call that reads. */
export function reading(path: string, pairs: Record<string, string | undefined> = {}): GraphRequest {
  return { method: 'GET', path, query: queryOf(pairs), body: null };
}

/** A call with a JSON body; members without a value are left out. */
export function posting(path: string, value: Record<string, unknown> = {}): GraphRequest {
  const given = Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
  const body = Object.keys(given).length > 0 ? { kind: 'json' as const, value: given } : null;
  return { method: 'POST', path, query: '', body };
}
