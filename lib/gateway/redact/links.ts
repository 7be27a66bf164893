/** Addresses in Graph's answers: without what must not leave, and the next page's led back through the gateway. */
import { graphOrigin } from '../../graph-origin.ts';

const tokenPair = /^(?:access_token|appsecret_proof)(?:=|$)/i;

/** An address without the pairs of its query that carry a token or a proof; every other byte stays. */
export function withoutTokens(address: string): string {
  const mark = address.indexOf('?');
  if (mark === -1) return address;
  const hash = address.indexOf('#', mark);
  const end = hash === -1 ? address.length : hash;
  const pairs = address.slice(mark + 1, end).split('&');
  const kept = pairs.filter((pair) => !tokenPair.test(pair));
  if (kept.length === pairs.length) return address;
  const query = kept.length > 0 ? `?${kept.join('&')}` : '';
  return `${address.slice(0, mark)}${query}${address.slice(end)}`;
}

/** Where the gateway of one credential is, and the origins that stand for Graph in answers. */
export interface LinkContext {
  /** `https://flowkeep.example.com/graph/{id}`, without a slash at its end. */
  gatewayUrl: string;
  graphOrigins: readonly string[];
}

/** What stands for Graph in an answer is where it was asked, and Meta's own address. */
export function linkContext(appUrl: string, graphBaseUrl: URL, credentialId: string): LinkContext {
  return {
    gatewayUrl: `${appUrl}/graph/${credentialId}`,
    graphOrigins: [...new Set([graphBaseUrl.origin, graphOrigin])],
  };
}

/** The address of a further page, led through the gateway; an address of anything else only loses its tokens. */
export function throughGateway(address: string, { gatewayUrl, graphOrigins }: LinkContext): string {
  const origin = graphOrigins.find((candidate) => address.startsWith(`${candidate}/`));
  const clean = withoutTokens(address);
  return origin ? `${gatewayUrl}${clean.slice(origin.length)}` : clean;
}
