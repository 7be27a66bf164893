import { deleteHandler, editHandler, readHandler } from '../../resource-handlers.ts';

export const GET = readHandler('destination');
export const PATCH = editHandler('destination');
export const DELETE = deleteHandler('destination');
