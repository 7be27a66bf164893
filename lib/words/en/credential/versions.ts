/** One API Version for many credentials. */
export const credentialVersions = {
  open: 'Change API Version…',
  deleted: 'Recently deleted',
  title: 'Change API Version',
  text: 'Each credential is proven with the new version before it is changed. What Meta refuses stays as it is.',
  version: 'New API Version',
  versionWrong: 'Write the version as "v", a number, a point and a digit, such as v26.0.',
  noneChosen: 'Choose at least one credential that has another version now.',
  notListed: 'The credentials could not be listed',
  again: 'Try again',
  credentials: 'Credentials <count>({chosen, number} chosen)</count>',
  none: 'There is none yet.',
  checking: 'Checking with Meta…',
  summary:
    '{changed, plural, other {# changed}}{failed, plural, =0 {} other {, # not changed}}{stopped, plural, =0 {} other {, # stopped}}.',
  change: '{count, plural, =0 {Change} other {Change #}}',
  stop: 'Stop',
  close: 'Close',
  cancel: 'Cancel',
  progress: {
    waiting: 'Waiting',
    checking: 'Checking with Meta…',
    changed: 'Changed',
    stopped: 'Stopped, not changed',
    failed: 'Not changed. {why}',
  },
} as const;
