/** The overlay's form: its values, and how the shared schema judges them. */
import type { Resolver } from 'react-hook-form';
import type { z } from 'zod';
import {
  type CredentialInput,
  credentialInputSchema,
  defaultApiVersion,
} from '../../../lib/credential/schema.ts';
import { schemaResolver } from '../../ui/schema-resolver.ts';

export interface FormValues {
  name: string;
  description: string;
  accessToken: string;
  wabaId: string;
  apiVersion: string;
  appSecret: string;
}
export type FieldName = keyof FormValues;

/** In the order in which they stand in the form. */
export const fieldNames = [
  'name',
  'description',
  'accessToken',
  'wabaId',
  'apiVersion',
  'appSecret',
] as const satisfies FieldName[];

export function isFieldName(name: string): name is FieldName {
  return fieldNames.some((known) => known === name);
}

/** What an untouched form holds. */
export function startValues(suggestedName: string): FormValues {
  return {
    name: suggestedName,
    description: '',
    accessToken: '',
    wabaId: '',
    apiVersion: defaultApiVersion,
    appSecret: '',
  };
}

type RawInput = z.input<typeof credentialInputSchema>;

/** Judges the form by the schema that the server uses; an empty App Secret is none. */
export function credentialResolver(connector: string): Resolver<FormValues, unknown, CredentialInput> {
  const judge = schemaResolver(credentialInputSchema) as unknown as Resolver<
    RawInput,
    unknown,
    CredentialInput
  >;
  return (values, context, options) => {
    const { appSecret, ...rest } = values;
    const input = { ...rest, connector, ...(appSecret === '' ? {} : { appSecret }) } as RawInput;
    // The names of the fields are the same on both sides; only the constant connector comes in addition.
    return judge(input, context, options as never) as ReturnType<
      Resolver<FormValues, unknown, CredentialInput>
    >;
  };
}
