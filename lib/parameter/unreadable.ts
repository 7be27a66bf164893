/** Why something does not have the one form in which it is read; a sentence that never quotes it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** What is no JSON at all, rather than JSON of another form. */
export class NotJson extends Unreadable {}
