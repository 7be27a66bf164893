/** Reading a call's parameters, which come from its query and its body, as text or as JSON. */
import { isObject } from '../../lib/graph/call/untrusted.ts';
import { invalidParameter, missingParameter } from './refusal.ts';

/** Text, what a JSON body holds, or the bytes of an attached file. */
export type Parameters = ReadonlyMap<string, unknown>;

/** A parameter as text; null for none, an empty one, or a list or object. */
export function textOf(parameters: Parameters, name: string): string | null {
  const value = parameters.get(name);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

export function requiredText(parameters: Parameters, name: string): string {
  const value = textOf(parameters, name);
  if (value === null) throw missingParameter(name);
  return value;
}

/** An id; null for none. @throws Refusal for a word that is no id, such as an example's `<FLOW_ID>` */
export function idOf(parameters: Parameters, name: string): string | null {
  const value = textOf(parameters, name);
  if (value !== null && !/^[0-9]+$/.test(value)) {
    throw invalidParameter(`Param ${name} must be a valid ID string (e.g., "123")`);
  }
  return value;
}

/** A value that forms can only send as JSON text. */
function unpacked(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** A list or object, sent as one or as its JSON; any other value as it is. */
export function structureOf(parameters: Parameters, name: string): unknown {
  return unpacked(parameters.get(name));
}

/** A list of texts; null for none. */
export function listOf(parameters: Parameters, name: string): string[] | null {
  const value = structureOf(parameters, name);
  if (value === undefined || value === null || value === '') return null;
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw invalidParameter(`Param ${name} must be an array.`);
  }
  return value;
}

/** An object; null for anything else. */
export function objectOf(parameters: Parameters, name: string): Record<string, unknown> | null {
  const value = structureOf(parameters, name);
  return isObject(value) ? value : null;
}

/** @throws Refusal for an address that is not https */
export function addressOf(parameters: Parameters, name: string): string | null {
  const value = textOf(parameters, name);
  if (value !== null && URL.parse(value)?.protocol !== 'https:') {
    throw invalidParameter(`Param ${name} must be a valid URL that begins with https.`);
  }
  return value;
}
