/** People, invitations and API keys. */

const members = {
  title: 'Members',
  invite: 'Invite somebody',
  email: 'Email',
  invited: 'The invitation is ready',
  invitations: 'Open invitations',
  nobodyInvited: 'Nobody is invited. An invitation is a link that works once, for 7 days.',
  role: 'Role',
  roleOf: 'Role of {name}',
  roleHint:
    'Members add credentials and use them. Admins also edit, replace and delete them, invite people and read the audit trail.',
  roles: { admin: 'Admin', member: 'Member' },
  makeLink: 'Make the link',
  copyLink: 'Copy the link',
  handOver:
    'Give this link to <email></email>, by a way that only they read. It works once, ends <when></when>, and is not shown again.',
  invitedBy: 'Invited by {name} as {role, select, admin {admin} other {member}} · ends <when></when>',
  takeBack: 'Take back<more> the invitation of {email}</more>',
  you: 'you',
  disabled: 'Disabled',
  lastSeen: 'Last seen <when></when>',
  neverSeen: 'Not signed in',
  enable: 'Enable<more> {name}</more>',
  disable: 'Disable<more> {name}</more>',
  remove: 'Remove<more> {name}</more>',
} as const;

/** Asked before somebody loses a right. */
const loss = {
  remove: {
    title: 'Remove {name}?',
    text: 'They are signed out at once and have no account any more. What they made stays, with their name.',
    yes: 'Remove',
  },
  disable: {
    title: 'Disable {name}?',
    text: 'They are signed out at once and can not sign in until somebody enables them again.',
    yes: 'Disable',
  },
  demote: {
    title: 'Make {name} a member?',
    text: 'At once, they can not do any more what only admins do.',
    yes: 'Make a member',
  },
  'demote-self': {
    title: 'Give up being an admin?',
    text: 'You will not see this page any more. Another admin can make you one again.',
    yes: 'Become a member',
  },
  invitations: 'Open invitations that they made are void.',
  keys: '{count, plural, one {1 API key of theirs works} other {# API keys of theirs work}}',
  keyList: 'Their API keys',
  lastUsed: 'last used <when></when>',
  neverUsed: 'not used yet',
  fates: {
    end: { label: 'End them', hint: 'Whatever uses them is refused from its next request on.' },
    keep: {
      label: 'Keep them working',
      hint: 'They go on with all that they may do, until they end or are revoked.',
    },
  },
} as const;

const keys = {
  title: 'API keys',
  text: 'Scripts and pipelines come in with a key of Flowkeep’s own. With the scope <use></use> they call Meta through the gateway and never see a token; with <manage></manage> they do what admins do with credentials.',
  none: 'There is no API key yet',
  make: 'Make a key',
  makeTitle: 'Make an API key',
  made: 'The key is ready',
  copy: 'Copy the key',
  copyNow: 'Copy it now: it is not shown again, and Flowkeep keeps only a hash of it.',
  name: 'Name',
  nameHint: 'What uses it, such as nightly import.',
  scopes: 'Scopes',
  scopeHints: {
    use: 'Makes calls to Meta through the gateway and sees credentials, sources and destinations, but never a token.',
    manage:
      'Changes credentials, sources and destinations, tests what they read from Meta, and reads members and the audit trail.',
  },
  bothScopes: 'Only a key with both sends the test of a destination to Meta.',
  reach: 'Credentials',
  reachHint: 'Left empty: all of them, also those to come.',
  leaveOut: ': leave out',
  ends: 'Ends',
  endIn: { quarter: 'in 90 days', year: 'in a year', never: 'never' },
  confirm: 'Make the key',
  states: { active: 'Active', expired: 'Expired', revoked: 'Revoked' },
  reachesNothing: 'Reaches nothing',
  reachNothing: 'no credential any more: what it was for was deleted',
  reachNothingOf: '{names}: no credential any more',
  reachAll: 'all credentials',
  deleted: '{name} (deleted)',
  reachMore: '{names} and {count, number} more',
  lastUsed: 'Last used <when></when>',
  neverUsed: 'Not used yet',
  endsAt: 'ends <when></when>',
  noEnd: 'no end',
  madeBy: 'made by {name} <when></when>',
  madeByFormer: 'made by {name}, no admin any more, <when></when>',
  whatItDid: 'What it did<more>: {name}</more>',
  revoke: 'Revoke<more> {name}</more>',
  revokeTitle: 'Revoke {name}?',
  revokeText:
    'Whatever uses this key is refused from its next request on. This can’t be undone; make a new key instead.',
  revokeYes: 'Revoke',
} as const;

const jobs = {
  title: 'Background work',
  text: 'When each job was last done, by any instance.',
  notYet: 'not yet',
  titles: {
    'destroy-retired-tokens': 'Destroy replaced tokens whose time is over',
    'tell-ends': 'Tell the audit trail which tokens end',
    'purge-deleted-credentials': 'Remove credentials that were deleted 30 days ago',
    'trim-inspections': 'Remove all but the last inspections',
    'sweep-access': 'Remove ended sessions and invitations',
    'forget-answers': 'Forget answers that were kept for repeated requests',
  },
} as const;

export const access = {
  members,
  loss,
  keys,
  jobs,
  leaveIt: 'Leave it',
  cancel: 'Cancel',
  onlyAdmins: {
    title: 'This page is for admins',
    text: 'Only admins can {what, select, members {see who has an account} keys {see and make API keys} deleted {see deleted credentials} other {read the audit trail}}. {count, plural, =0 {Ask an admin.} other {Ask {names}.}}',
  },
} as const;
