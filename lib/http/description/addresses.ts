/**
 * The addresses of the API and what each offers: the front answers for the others, since Next would show a page for an
 * address that there is not, and say of a method only that it is not offered. A test holds it to the route files.
 */

/** Path templates with the methods of their route files. */
export const apiAddresses: Readonly<Record<string, readonly string[]>> = {
  '/api/audit-events': ['GET'],
  '/api/auth/{nextauth}': ['GET', 'POST'],
  '/api/connectors': ['GET'],
  '/api/credentials': ['GET', 'POST'],
  '/api/credentials/deleted': ['GET'],
  '/api/credentials/{id}': ['GET', 'PATCH', 'DELETE'],
  '/api/credentials/{id}/choices': ['GET'],
  '/api/credentials/{id}/history': ['GET'],
  '/api/credentials/{id}/inspection': ['POST'],
  '/api/credentials/{id}/inspections': ['GET'],
  '/api/credentials/{id}/resources': ['GET'],
  '/api/credentials/{id}/restoration': ['POST'],
  '/api/credentials/{id}/rollback': ['POST'],
  '/api/credentials/{id}/token': ['PUT'],
  '/api/destinations': ['GET', 'POST'],
  '/api/destinations/{id}': ['GET', 'PATCH', 'DELETE'],
  '/api/destinations/{id}/sample': ['POST'],
  '/api/health': ['GET'],
  '/api/inspections': ['POST'],
  '/api/invitations/acceptance': ['POST'],
  '/api/invitations/{id}': ['DELETE'],
  '/api/keys': ['GET', 'POST'],
  '/api/keys/{id}': ['DELETE'],
  '/api/members': ['GET', 'POST'],
  '/api/members/{id}': ['PATCH', 'DELETE'],
  '/api/openapi.json': ['GET'],
  '/api/samples': ['POST'],
  '/api/setup': ['POST'],
  '/api/sources': ['GET', 'POST'],
  '/api/sources/{id}': ['GET', 'PATCH', 'DELETE'],
  '/api/sources/{id}/sample': ['POST'],
};

/** The one that stands for all below it; its parts are next-auth's. */
const signIn = '/api/auth/{nextauth}';

const patterns = Object.entries(apiAddresses).map(([template, methods]) => {
  const parts = template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, template === signIn ? '.+' : '[^/]+');
  return { pattern: new RegExp(`^${parts}$`), methods };
});

/** Next answers HEAD where there is GET, and OPTIONS everywhere. */
const answered = (methods: readonly string[]): ReadonlySet<string> =>
  new Set([...(methods.includes('GET') ? ['GET', 'HEAD'] : []), 'OPTIONS', ...methods]);

/**
 * The methods that an address of the API answers, for an Allow header (RFC 9110, section 10.2.1).
 * @param path as it came, without its query; an escape is part of what it is written in, as Next has it
 * @returns null where the API has no such address
 */
export function apiMethodsOf(path: string): ReadonlySet<string> | null {
  // Next leads from an address with a slash at its end to the one without.
  const plain = path.replace(/\/$/, '');
  const exact = apiAddresses[plain];
  if (exact) return answered(exact);
  const found = patterns.find(({ pattern }) => pattern.test(plain));
  return found ? answered(found.methods) : null;
}
