import { createHandler, listHandler } from '../resource-handlers.ts';

export const GET = listHandler('source');
export const POST = createHandler('source');
