/** Answering the fields of an object that a call chose. */
import type { Call } from '../call.ts';
import { type Field, parseFields } from './fields.ts';
import { noSuchField } from './refusal.ts';

/** How each field of a kind of object is read; null and undefined values are left out, as Graph does. */
export interface FieldTable<Subject, C extends Call = Call> {
  type: string;
  defaults: readonly string[];
  fields: Record<string, (subject: Subject, call: C, field: Field) => unknown>;
}

const plain = (name: string): Field => ({ name, args: {}, fields: null });

/** The chosen fields of an object, or its defaults; its id always. */
export function showNode<Subject extends { id: string }, C extends Call>(
  table: FieldTable<Subject, C>,
  subject: Subject,
  call: C,
  chosen: readonly Field[] | null = parseFields(call.query.get('fields')),
): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const field of chosen ?? table.defaults.map(plain)) {
    const read = Object.hasOwn(table.fields, field.name) ? table.fields[field.name] : undefined;
    if (!read) throw noSuchField(field.name, table.type);
    const value = read(subject, call, field);
    if (value !== null && value !== undefined) shown[field.name] = value;
  }
  return { ...shown, id: subject.id };
}

/** A point in time as Graph writes it. `date_format` is gone from every version since 27 October 2026. */
export function graphTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, '+0000');
}
