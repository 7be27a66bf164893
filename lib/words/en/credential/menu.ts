/** The menu of a credential, and what those are told who may not do all of it. */
export const credentialMenu = {
  actions: 'Actions for {name}',
  open: 'Open',
  useInSource: 'Use in a new source',
  useInDestination: 'Use in a new destination',
  check: 'Check now',
  usedBy: 'Used by…',
  copy: 'Copy reference',
  edit: 'Edit details',
  replace: 'Replace token',
  delete: 'Delete',
  copied: 'The reference was copied.',
  copyByHand: 'Copy the reference by hand: {id}',
  notLoaded: 'The menu could not be loaded. Check your connection and press again.',
  dialogNotLoaded: 'This could not be loaded. Check your connection and try again.',
  checking: 'Checking with Meta…',
  onlyAdmins:
    'Only admins can {what, select, edit {edit} replace {replace tokens} settings {edit settings} rollBack {roll tokens back} other {delete}}. {count, plural, =0 {Ask an admin.} other {Ask {names}.}}',
} as const;
