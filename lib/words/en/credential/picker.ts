/** Picking a credential by typing part of its name. */
export const credentialPicker = {
  searching: 'Searching…',
  more: 'The newest {shown} are listed. Type to find others.',
  none: 'No other credential matches.',
  typeName: 'Type a name',
  show: 'Show credentials',
  waba: 'WABA {id}',
} as const;
