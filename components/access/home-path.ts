/**
 * Where to go after sign-in: a path of our own, escaped as a header can carry it, or home. Anything that a browser
 * could read as another host is home.
 */
export function homePath(next: string | undefined): string {
  // Judged after it is read as a browser does: what stands there then is where the browser would go.
  const url = next && /^\/[^\\]*$/.test(next) ? URL.parse(next, 'http://home.invalid') : null;
  const path = url?.host === 'home.invalid' ? `${url.pathname}${url.search}${url.hash}` : '';
  return /^\/[a-z0-9]/i.test(path) && !path.startsWith('/api/') ? path : '/sources';
}
