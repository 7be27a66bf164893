import { z } from 'zod';
import { environment } from '../../../lib/env.ts';
import { openApi } from '../../../lib/http/description/openapi.ts';
import { handlePublic, type RouteHandler } from '../../../lib/http/handle.ts';
import * as auditEvents from '../audit-events/route.ts';
import * as connectors from '../connectors/route.ts';
import * as credentialChoices from '../credentials/[id]/choices/route.ts';
import * as credentialHistory from '../credentials/[id]/history/route.ts';
import * as credentialInspection from '../credentials/[id]/inspection/route.ts';
import * as credentialInspections from '../credentials/[id]/inspections/route.ts';
import * as credentialResources from '../credentials/[id]/resources/route.ts';
import * as credentialRestoration from '../credentials/[id]/restoration/route.ts';
import * as credentialRollback from '../credentials/[id]/rollback/route.ts';
import * as credential from '../credentials/[id]/route.ts';
import * as credentialToken from '../credentials/[id]/token/route.ts';
import * as deletedCredentials from '../credentials/deleted/route.ts';
import * as credentials from '../credentials/route.ts';
import * as destination from '../destinations/[id]/route.ts';
import * as destinationSample from '../destinations/[id]/sample/route.ts';
import * as destinations from '../destinations/route.ts';
import * as health from '../health/route.ts';
import * as inspections from '../inspections/route.ts';
import * as invitation from '../invitations/[id]/route.ts';
import * as acceptance from '../invitations/acceptance/route.ts';
import * as key from '../keys/[id]/route.ts';
import * as keys from '../keys/route.ts';
import * as member from '../members/[id]/route.ts';
import * as members from '../members/route.ts';
import * as samples from '../samples/route.ts';
import * as setup from '../setup/route.ts';
import * as source from '../sources/[id]/route.ts';
import * as sourceSample from '../sources/[id]/sample/route.ts';
import * as sources from '../sources/route.ts';
import { problemMembers } from './problem-members.ts';

/** Made once: nothing of it changes while the program runs. */
let described: ReturnType<typeof openApi> | undefined;

export const GET: RouteHandler = handlePublic(
  {
    id: 'describeApi',
    summary: 'This description',
    answers: { 200: z.looseObject({ openapi: z.string() }) },
  },
  async () => {
    described ??= openApi(routes, environment().appUrl, problemMembers);
    return Response.json(described);
  },
);

const routes = {
  '/api/audit-events': auditEvents,
  '/api/connectors': connectors,
  '/api/credentials': credentials,
  '/api/credentials/deleted': deletedCredentials,
  '/api/credentials/{id}': credential,
  '/api/credentials/{id}/choices': credentialChoices,
  '/api/credentials/{id}/history': credentialHistory,
  '/api/credentials/{id}/inspection': credentialInspection,
  '/api/credentials/{id}/inspections': credentialInspections,
  '/api/credentials/{id}/resources': credentialResources,
  '/api/credentials/{id}/restoration': credentialRestoration,
  '/api/credentials/{id}/rollback': credentialRollback,
  '/api/credentials/{id}/token': credentialToken,
  '/api/destinations': destinations,
  '/api/destinations/{id}': destination,
  '/api/destinations/{id}/sample': destinationSample,
  '/api/health': health,
  '/api/inspections': inspections,
  '/api/invitations/acceptance': acceptance,
  '/api/invitations/{id}': invitation,
  '/api/keys': keys,
  '/api/keys/{id}': key,
  '/api/members': members,
  '/api/members/{id}': member,
  '/api/openapi.json': { GET },
  '/api/samples': samples,
  '/api/setup': setup,
  '/api/sources': sources,
  '/api/sources/{id}': source,
  '/api/sources/{id}/sample': sourceSample,
};
