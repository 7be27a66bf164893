/** Deleting a credential, what would break, and bringing it back. */
const days = '{days, plural, one {# day} other {# days}}';
const use = '{kind, select, source {Source} other {Destination}} of {owner}';

export const credentialDelete = {
  title: 'Delete {name}?',
  text: `Its token (…{lastFour}) is destroyed at once and can’t be brought back. Its name and history stay; within ${days} the record can be brought back and given a new token.`,
  keep: 'Keep it',
  delete: 'Delete',
  replaceAndDelete: 'Replace and delete',
  again: 'Try again',
  changedBy: '{name} changed this credential in the meantime. Look at what stands there now, then decide.',
  nowUsed: 'Somebody has just begun to use it. Nothing was deleted.',
  uses: {
    title: '{count, plural, one {# data resource uses it} other {# data resources use it}}',
    list: 'What uses it',
    newest: '{count, plural, other {The newest # are listed.}}',
    used: `${use} · last used <when></when>`,
    unused: `${use} · not used yet`,
  },
  ways: {
    legend: 'What becomes of what uses it',
    replace: 'Replace it with another credential',
    detach: 'Delete it all the same',
    replaceWith: 'Replace with',
    replaceWithHint: 'All of them use the other one from the moment this one is deleted.',
    noReplacement: 'Choose the credential that takes its place.',
    confirm: 'Type {name} to delete it',
    confirmHint:
      'What uses it stays, without a credential, and does not work until somebody gives it another one.',
    notItsName: 'This is not the name of the credential.',
  },
  deleted: {
    title: 'Recently deleted',
    back: 'Credentials',
    text: `Their tokens are gone. Within ${days} the record can be brought back, with its name and history, and given a new token.`,
    none: 'Nothing was deleted in the last {days, plural, one {day} other {# days}}',
    waba: 'WABA <id></id>',
    who: 'Deleted by {name} <when></when>, gone for good <gone></gone>',
    newest: '{count, plural, other {The # that were deleted last are listed.}}',
    notice: `{name} was deleted. Its token is gone; the record can be brought back for ${days}.`,
  },
  bringBack: {
    button: 'Bring back<more> {name}</more>',
    undo: 'Undo<more> the deletion of {name}</more>',
    name: 'Credential Name',
    go: 'Bring back',
    nameTaken: 'The name is taken now. Bring it back under another one.',
    gone: 'Somebody has brought it back already, or it is gone for good.',
    badName:
      'This can not be its name. Use 1 to 100 characters that can be seen, and nothing that looks like a token.',
  },
} as const;
