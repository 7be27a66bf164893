/** What stands around every page. */
export const frame = {
  navigation: 'Main',
  skip: 'Skip to content',
  places: {
    sources: 'Sources',
    destinations: 'Destinations',
    credentials: 'Credentials',
    members: 'Members',
    keys: 'API keys',
    audit: 'Audit',
  },
  roles: { admin: 'Admin', member: 'Member' },
  attention: '{count, plural, one {# needs attention} other {# need attention}}',
  theme: 'Theme',
  themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
  signOut: 'Sign out',
  signOutProblems: {
    interrupted: 'Signing out was interrupted, and you are still signed in. Try again.',
    failed: 'Signing out failed in Flowkeep, and you are still signed in. Try again soon.',
    database: "Flowkeep's database does not answer, so you are still signed in. Try again soon.",
    lost: 'Flowkeep did not answer. You may still be signed in: check the connection and try again.',
  },
  demo: {
    label: 'Demonstration',
    band: 'Demo',
    warning: 'Nothing here reaches Meta. Do not enter real tokens.',
    tokens: 'Tokens to try',
  },
} as const;
