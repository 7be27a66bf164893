import { deleteHandler, editHandler, readHandler } from '../../resource-handlers.ts';

export const GET = readHandler('source');
export const PATCH = editHandler('source');
export const DELETE = deleteHandler('source');
