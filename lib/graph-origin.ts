/** Where Meta's Graph API is, whatever `GRAPH_BASE_URL` says: its answers name themselves by this address. */
export const graphOrigin = 'https://graph.facebook.com';
