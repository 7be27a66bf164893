/** Problems of what is stored: credentials, and the sources and destinations that use them. */
import type { ProblemPages } from './page.ts';

export const credentialProblems = {
  credential_in_use: {
    title: 'Something uses the credential',
    meaning: 'Sources or destinations use it, and the request does not say what should become of them.',
    who: 'An admin.',
    check: 'Name another credential for them, or say that they are to be detached.',
    again: 'Yes, with that said.',
  },
  confirmation_required: {
    title: 'This has to be confirmed',
    meaning:
      'The change has consequences that are easily overlooked, such as another account or app behind the token.',
    who: 'An admin.',
    check: 'Read in the answer what would change. If it is meant, send the credential’s name as confirm.',
    again: 'Yes, with the confirmation.',
  },
  token_missing: {
    title: 'The credential has no token',
    meaning: 'Its token was destroyed or never kept, so it can not be used.',
    who: 'An admin, who can give it a new token.',
    check: 'Its history tells since when. Sources and destinations keep their place in it.',
    again: 'Yes, once it has a token.',
  },
  nothing_to_roll_back: {
    title: 'There is no earlier token',
    meaning: 'The token before this one was destroyed: it is kept for a limited time after it was replaced.',
    who: 'An admin.',
    check: 'Replace the token with a new one from Meta.',
    again: 'No.',
  },
  endpoint_missing: {
    title: 'It has no endpoint yet',
    meaning: 'The source or destination names a credential, but no call to make with it.',
    who: 'Whoever may edit it.',
    check: 'Edit it, choose an endpoint, and fill in its parameters.',
    again: 'Yes, once it has one.',
  },
  credential_not_found: {
    title: 'The chosen credential does not exist',
    meaning: 'The request names a credential that was deleted or never was.',
    who: 'You.',
    check: 'Choose a credential from the list as it is now.',
    again: 'Yes, with another credential.',
  },
  connector_mismatch: {
    title: 'The credential belongs to another connector',
    meaning: 'A source or destination takes credentials of its own connector only.',
    who: 'You.',
    check: 'Choose a credential of the same connector.',
    again: 'Yes, with another credential.',
  },
  credential_locked: {
    title: 'The credential can not be opened',
    meaning: 'The key that sealed its token is not loaded, or its row was changed outside of Flowkeep.',
    who: 'The operator of this Flowkeep.',
    check:
      'Are all sealing keys in VAULT_KEYS or VAULT_KEYS_FILE? Was a backup of the database put back without them?',
    again: 'Yes, once the key is loaded. Otherwise give the credential a new token.',
  },
  token_unchanged: {
    title: 'This token is the one in use',
    meaning: 'The new token is the same as the one that the credential has.',
    who: 'An admin.',
    check: 'Did the clipboard hold the old one? Compare the last four characters with the tile.',
    again: 'Yes, with another token.',
  },
  replacement_unfit: {
    title: 'The other credential can not take its place',
    meaning:
      'The credential that should take over does not exist, is the same, or belongs to another connector.',
    who: 'An admin.',
    check: 'Choose one that exists, of the same connector.',
    again: 'Yes, with another credential.',
  },
} satisfies ProblemPages;
