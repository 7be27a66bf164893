/** All that people read on screens, in English: ICU messages, by the room in whose components they stand. */
import { problemPages } from '../problem/pages.ts';
import { access } from './en/access.ts';
import { app } from './en/app.ts';
import { audit } from './en/audit.ts';
import { credentialDelete } from './en/credential/delete.ts';
import { credentialForm } from './en/credential/form.ts';
import { credentialList } from './en/credential/list.ts';
import { credentialMenu } from './en/credential/menu.ts';
import { credentialPage } from './en/credential/page.ts';
import { credentialPicker } from './en/credential/picker.ts';
import { credentialProof } from './en/credential/proof.ts';
import { credentialTile } from './en/credential/tile.ts';
import { credentialVersions } from './en/credential/versions.ts';
import { events } from './en/events.ts';
import { frame } from './en/frame.ts';
import { keyUse } from './en/key-use.ts';
import { problem } from './en/problem.ts';
import { resource } from './en/resource.ts';
import { sample } from './en/sample.ts';
import { signIn } from './en/sign-in.ts';
import { ui } from './en/ui.ts';

export const english = {
  access,
  app,
  audit,
  credentialDelete,
  credentialForm,
  credentialList,
  credentialMenu,
  credentialPage,
  credentialPicker,
  credentialProof,
  credentialTile,
  credentialVersions,
  events,
  frame,
  keyUse,
  problem,
  problemPages,
  resource,
  sample,
  signIn,
  ui,
} as const;

// Texts are no types: use-intl's types would take each message apart letter by letter, which cost two minutes.
type Keys<Tree> = { readonly [K in keyof Tree]: Tree[K] extends string ? string : Keys<Tree[K]> };
export type English = Keys<typeof english>;
export type Room = keyof English;

// With this the compiler knows every key.
declare module 'use-intl' {
  interface AppConfig {
    Messages: English;
  }
}
