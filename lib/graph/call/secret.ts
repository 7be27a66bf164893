/** What this room needs of a secret: to borrow its value for the length of a callback. */
export interface LentSecret {
  use<T>(callback: (value: string) => T): T;
}
