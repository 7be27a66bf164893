/** Problems of a request's form, and of Flowkeep itself. */
import type { ProblemPages } from './page.ts';

const caller = 'Whoever wrote the request: you, or the author of the program that sends it.';
const notAsItIs = 'Not as it is: the same request gets the same answer.';

export const requestProblems = {
  invalid_input: {
    title: 'Something in the request is not right',
    meaning:
      'A field, a parameter, a header or the address has a value that Flowkeep can not take or can not read.',
    who: caller,
    check:
      'The member errors names each field with its reason. A field that Flowkeep does not know is one too.',
    again: notAsItIs,
  },
  invalid_json: {
    title: 'The body is not JSON',
    meaning: 'The body of the request is not whole JSON in UTF-8.',
    who: caller,
    check:
      'Look for a byte order mark, another encoding than UTF-8, a missing bracket, or a body that was cut off.',
    again: notAsItIs,
  },
  method_not_allowed: {
    title: 'This address does not offer this method',
    meaning: 'The address exists, but not for the method of the request, such as GET or POST.',
    who: caller,
    check: 'The header Allow of the answer, or the description of the API, names the methods of the address.',
    again: notAsItIs,
  },
  request_timeout: {
    title: 'The body stopped arriving',
    meaning: 'The request began, but its body did not arrive to its end. Nothing was sent to Meta.',
    who: 'Whoever sends the request, or looks after the network in between.',
    check: 'Is the announced Content-Length longer than the body? Does the program pause while it sends?',
    again: 'Yes, when the body can be sent without pauses.',
  },
  body_too_large: {
    title: 'The body is too large',
    meaning: 'The body of the request is larger than this address takes.',
    who: caller,
    check: 'The answer names the limit. Was a file sent where an id is wanted?',
    again: notAsItIs,
  },
  unsupported_media_type: {
    title: 'The body has a type that is not read here',
    meaning:
      'The header Content-Type or Content-Encoding names a form of body that this address does not read.',
    who: caller,
    check: 'Flowkeep’s own API reads application/json in UTF-8. No address reads compressed bodies.',
    again: notAsItIs,
  },
  precondition_required: {
    title: 'The change does not say what it was made on',
    meaning:
      'A change has to name the version that its author has seen, so that nobody overwrites what they have not.',
    who: caller,
    check: 'Read the thing first, then send the ETag of that answer as If-Match. A * counts as none.',
    again: 'Yes, with If-Match.',
  },
  version_conflict: {
    title: 'It was changed in the meantime',
    meaning: 'Somebody else changed it after you read it. Nothing of theirs was overwritten.',
    who: 'You.',
    check: 'The member current shows what stands there now. Look whether your change is still right.',
    again: 'Yes, with the new version as If-Match.',
  },
  request_under_way: {
    title: 'The same request is under way',
    meaning:
      'A request with the same Idempotency-Key was begun and has no answer yet. It is done once, whichever of the two ends.',
    who: 'Whoever sends the requests.',
    check:
      'Does the program wait for an answer before it repeats? One that was cut off keeps its key for a minute.',
    again: 'Yes, the same one, after the seconds in Retry-After: it gets the answer.',
  },
  idempotency_key_reused: {
    title: 'The Idempotency-Key belongs to another request',
    meaning:
      'In the last 24 hours this Idempotency-Key was sent to the same address with another body. Nothing was changed.',
    who: caller,
    check: 'Does the program make a new key for each request, and keep it only to repeat that very one?',
    again: 'Yes, with a new Idempotency-Key.',
  },
  answer_locked: {
    title: 'The earlier answer can not be shown again',
    meaning:
      'The request was answered before, and what is kept of that answer can not be opened: its sealing key is not loaded any more, or another version of Flowkeep wrote it. Nothing was changed.',
    who: 'You; the operator, where a sealing key is missing.',
    check: 'Look in the list for what the request was to make. An API key that was not seen can be revoked.',
    again: 'Yes, with a new Idempotency-Key, if it turns out that nothing was made.',
  },
  not_found: {
    title: 'There is nothing with this id',
    meaning: 'It never existed, was deleted, or is out of your reach: the answer is the same for all three.',
    who: 'You; for a key that is confined to certain credentials, an admin.',
    check:
      'Compare the id with what the list shows. Was the thing deleted? The audit trail would tell an admin.',
    again: 'No, unless it is put back.',
  },
  name_taken: {
    title: 'The name is taken',
    meaning: 'Something of the same kind has this name, or one that people could not tell apart from it.',
    who: 'You.',
    check: 'Choose another name. Where the answer suggests one that is free, that will do.',
    again: 'Yes, with another name.',
  },
  too_many_requests: {
    title: 'Too many requests',
    meaning: 'You, your key, your address, or all callers together asked more often than is allowed for now.',
    who: 'Whoever sends the requests.',
    check: 'The header Retry-After says for how long to wait. Is a program trying again without a pause?',
    again: 'Yes, after the seconds in Retry-After.',
  },
  internal: {
    title: 'Something failed in Flowkeep',
    meaning: 'The request met a fault of Flowkeep. It is not your doing.',
    who: 'The operator of this Flowkeep.',
    check: 'The operator finds the cause in the log under the requestId of the answer.',
    again: 'Perhaps. Look first whether a change was made all the same.',
  },
  database_unavailable: {
    title: 'The database is away',
    meaning: 'Flowkeep can not reach its database, or can not write to it. Nothing was changed.',
    who: 'The operator of this Flowkeep.',
    check: 'Is PostgreSQL running, reachable, allowed to write, and is there room on its disk?',
    again: 'Yes, after the seconds in Retry-After.',
  },
  commit_unknown: {
    title: 'Nobody can say whether the change was made',
    meaning:
      'The connection to the database broke just as it was storing the change: it was made whole, or not at all.',
    who: 'You; the operator, if it happens more than once.',
    check: 'Look at what the request was to change.',
    again:
      'If it was sent with an Idempotency-Key or If-Match: yes, the same one. Without, look first whether the change was made.',
  },
  audit_unavailable: {
    title: 'Uses can not be recorded',
    meaning:
      'What can not be recorded does not happen: Flowkeep allows no use of a credential until it can record again.',
    who: 'The operator of this Flowkeep.',
    check: 'Is PostgreSQL running, and can it write? The log says what failed.',
    again: 'Yes, soon. If the answer says that the call was made already, look at Meta first.',
  },
} satisfies ProblemPages;
