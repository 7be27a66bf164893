import { createHandler, listHandler } from '../resource-handlers.ts';

export const GET = listHandler('destination');
export const POST = createHandler('destination');
