/** Calls about the token itself. */

import { type FieldTable, showNode } from '../answer/node-fields.ts';
import { invalidParameter } from '../answer/refusal.ts';
import type { Call } from '../call.ts';
import { findToken } from '../tokens.ts';
import { tokenData, unparsableData } from './debug-token.ts';

const user = { id: '104169029247128', name: 'Sandbox system user' };

const userFields: FieldTable<typeof user> = {
  type: 'User',
  defaults: ['id', 'name'],
  fields: { id: ({ id }) => id, name: ({ name }) => name },
};

/** `GET /me` */
export function readMe(call: Call) {
  return showNode(userFields, user, call);
}

/** `GET /debug_token` */
export function inspectToken({ script, query, startedAt, now }: Call) {
  if (script.untold) {
    throw invalidParameter(
      'You must provide an app access token, or a user access token that is an owner or developer of the app',
    );
  }
  const inspected = findToken(query.get('input_token') ?? '');
  return { data: inspected ? tokenData(inspected.script, startedAt, now) : unparsableData };
}
