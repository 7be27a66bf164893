/** Coming in: signing in, set-up, and joining with an invitation. */
export const signIn = {
  email: 'Email',
  password: 'Password',
  name: 'Your name',
  code: 'One-time code',
  codeHint: 'Printed in the terminal in which Flowkeep was started.',
  passwordHint: 'At least {min, number} characters; a few words in a row are good.',
  signIn: 'Sign in',
  join: 'Join',
  createAdmin: 'Create admin',
  problems: {
    wrong: 'Email or password is not right.',
    interrupted: 'Signing in was interrupted. Try again.',
    failed: 'Signing in failed in Flowkeep. Try again soon.',
    lost: 'Flowkeep did not answer. Check the connection and try again.',
    database:
      "Flowkeep's database does not answer, so nobody can sign in. This says nothing about your password. Try again soon.",
  },
} as const;
