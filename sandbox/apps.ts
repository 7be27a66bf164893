/** The Meta apps of the sandbox. */

export interface App {
  id: string;
  name: string;
}

/** The app that tokens were issued to, where their script names no other. */
export const ownApp: App = { id: '634974688087057', name: 'Flowkeep sandbox' };

/** An app as other objects show it. */
export function appNode({ id, name }: App) {
  return { id, name, link: `https://www.facebook.com/games/?app_id=${id}` };
}
