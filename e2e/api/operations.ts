/**
 * Every operation of the API with a body that fits it, and what each kind of caller is answered where the id is
 * nobody's. A test holds the table to the route files.
 */
import { freshName, script } from './client.ts';

/** What each kind of caller is answered. Disabled people and revoked keys are nobody, so they have no column. */
export type Cells = [anonymous: number, member: number, admin: number, manage: number, use: number];

export interface Row {
  cells: Cells;
  body?: unknown;
}

/** An id that nothing has. */
export const nowhere = '00000000-0000-7000-8000-000000000000';
const expired = script('expired');
const everybody = (status: number): Cells => [status, status, status, status, status];
/** Signed-in people and keys of either scope. */
const known = (status: number): Cells => [401, status, status, status, status];
/** Everybody but keys that only use. */
const notUse = (status: number): Cells => [401, status, status, status, 403];
/** Admins and keys that manage. */
const manages = (status: number): Cells => [401, 403, status, status, 403];
/** Admins, as persons. */
const admins = (status: number): Cells => [401, 403, status, 403, 403];

const draft = { accessToken: expired.token, wabaId: expired.wabaId };
const resource = () => ({ name: freshName(), connector: 'whatsapp-flows', credentialId: nowhere });
export const newcomer = () => ({ email: `${freshName().replace(/\W/g, '.')}@example.com`, role: 'member' });
const newKey = () => ({ name: freshName(), scopes: ['use'] });
const newAccount = { code: 'x'.repeat(43), name: 'X', password: 'twelve letters' };
const setUp = { code: 'X', name: 'X', email: 'x@example.com', password: 'twelve letters' };

export const rows: Record<string, Row> = {
  'GET /api/audit-events': { cells: manages(200) },
  'GET /api/connectors': { cells: known(200) },
  'GET /api/credentials': { cells: known(200) },
  'POST /api/credentials': {
    cells: notUse(422),
    body: { connector: 'whatsapp-flows', name: freshName(), ...draft },
  },
  'GET /api/credentials/deleted': { cells: manages(200) },
  'GET /api/credentials/{id}': { cells: known(404) },
  'PATCH /api/credentials/{id}': { cells: manages(404), body: { name: 'x' } },
  'DELETE /api/credentials/{id}': { cells: manages(404) },
  'GET /api/credentials/{id}/choices': { cells: notUse(404) },
  'GET /api/credentials/{id}/history': { cells: known(404) },
  'POST /api/credentials/{id}/inspection': { cells: notUse(404) },
  'GET /api/credentials/{id}/inspections': { cells: known(404) },
  'GET /api/credentials/{id}/resources': { cells: known(404) },
  'POST /api/credentials/{id}/restoration': { cells: manages(404), body: {} },
  'POST /api/credentials/{id}/rollback': { cells: manages(404), body: {} },
  'PUT /api/credentials/{id}/token': { cells: manages(404), body: { accessToken: expired.token } },
  'GET /api/destinations': { cells: known(200) },
  'POST /api/destinations': { cells: notUse(422), body: resource() },
  'GET /api/destinations/{id}': { cells: known(404) },
  'PATCH /api/destinations/{id}': { cells: notUse(404), body: { name: 'x' } },
  'DELETE /api/destinations/{id}': { cells: notUse(404) },
  'POST /api/destinations/{id}/sample': { cells: notUse(404), body: {} },
  'GET /api/health': { cells: everybody(200) },
  'POST /api/inspections': { cells: notUse(200), body: draft },
  'POST /api/invitations/acceptance': { cells: everybody(410), body: newAccount },
  'DELETE /api/invitations/{id}': { cells: admins(404) },
  'GET /api/keys': { cells: admins(200) },
  'POST /api/keys': { cells: admins(201), body: newKey() },
  'DELETE /api/keys/{id}': { cells: admins(404) },
  'GET /api/members': { cells: manages(200) },
  'POST /api/members': { cells: admins(201), body: newcomer() },
  'PATCH /api/members/{id}': { cells: admins(404), body: { role: 'member' } },
  'DELETE /api/members/{id}': { cells: admins(404) },
  'GET /api/openapi.json': { cells: everybody(200) },
  'POST /api/samples': {
    cells: notUse(404),
    body: { ...resource(), name: undefined, kind: 'source', endpoint: 'list-flows' },
  },
  'POST /api/setup': { cells: everybody(409), body: setUp },
  'GET /api/sources': { cells: known(200) },
  'POST /api/sources': { cells: notUse(422), body: resource() },
  'GET /api/sources/{id}': { cells: known(404) },
  'PATCH /api/sources/{id}': { cells: notUse(404), body: { name: 'x' } },
  'DELETE /api/sources/{id}': { cells: notUse(404) },
  'POST /api/sources/{id}/sample': { cells: notUse(404), body: {} },
};
