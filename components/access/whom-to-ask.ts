/** What people without a right are told: who has it. */

/** "Ask Ada, Grace or Mo." */
function askWords(admins: string[]): string {
  if (admins.length === 0) return 'Ask an admin.';
  const last = admins.at(-1);
  const others = admins.slice(0, -1);
  return others.length > 0 ? `Ask ${others.join(', ')} or ${last}.` : `Ask ${last}.`;
}

/** "Only admins can delete. Ask Ada." */
export function onlyAdmins(what: string, admins: string[]): string {
  return `Only admins can ${what}. ${askWords(admins)}`;
}
