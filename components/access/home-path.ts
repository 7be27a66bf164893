/** Where to go after sign-in: a path of our own, or home. Anything that a browser could read as another host is home. */
export function homePath(next: string | undefined): string {
  return next && /^\/[a-z0-9][^\\]*$/i.test(next) && !next.startsWith('/api/') ? next : '/sources';
}
