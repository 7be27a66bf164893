/** For how long what is gone can be brought back. Without a schema, so that a page may know it for nothing. */

/** For how many days a deleted credential's record can be brought back. */
export const deletedKeptDays = 30;
