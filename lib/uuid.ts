/** The ids of Flowkeep's own rows, as text. */

const form = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether PostgreSQL would take a text for a uuid, written as Flowkeep writes them, in any case. */
export const isUuid = (text: string): boolean => form.test(text.toLowerCase());

/** The same as it is stored. */
export const isStoredUuid = (text: string): boolean => form.test(text);
