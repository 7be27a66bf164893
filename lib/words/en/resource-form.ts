/** What is wrong in the form about a data source or destination, by its fields. */
export const resourceForm = {
  name: { empty: 'Enter a name.' },
  description: {
    too_long: 'Use at most {longestDescription} characters for the description.',
    broken_character: 'The description holds a broken character. Type it again.',
    invisible_character:
      'The description holds an invisible or control character. Type it instead of pasting it.',
    holds_secret:
      'The description holds something that looks like a token or another secret. Put tokens only in the Access Token field.',
  },
  endpoint: {
    unknown_endpoint: 'This version has no such endpoint. Choose one of the list.',
    stray_parameters: 'Choose the endpoint to which these parameters belong.',
  },
} as const;
