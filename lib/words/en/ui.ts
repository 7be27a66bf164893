/** What the common parts of pages say. */
export const ui = {
  status: {
    valid: 'Valid',
    expiring: 'Expiring',
    invalid: 'Invalid',
    unchecked: 'Not checked',
    locked: 'Locked',
  },
  copy: 'Copy',
  /** Of a button that stands beside other such buttons. */
  copyWhat: '{copy}: {what}',
  copied: 'Copied',
  copyByHand: 'Copy it by hand',
  done: 'Done',
  loading: 'Loading',
  notLoaded: 'This could not be loaded. Check your connection and press again.',
  /** Less than a minute ago, and less than a minute ahead. */
  justNow: 'just now',
  inAMoment: 'in a moment',
  /** A page that could not be made. */
  failed: {
    title: 'This page could not be shown',
    text: 'Something failed in Flowkeep, not on your side. Nothing was changed or lost. If it stays, an operator finds the cause in the log.',
    again: 'Try again',
  },
} as const;
