/** All that people read on screens, in English: ICU messages, by the room in whose components they stand. */
import { problemPages } from '../problem/pages.ts';
import { access } from './en/access.ts';
import { app } from './en/app.ts';
import { audit } from './en/audit.ts';
import { events } from './en/events.ts';
import { frame } from './en/frame.ts';
import { problem } from './en/problem.ts';
import { resource } from './en/resource.ts';
import { signIn } from './en/sign-in.ts';
import { ui } from './en/ui.ts';

export const english = {
  access,
  app,
  audit,
  events,
  frame,
  problem,
  problemPages,
  resource,
  signIn,
  ui,
} as const;

export type English = typeof english;
export type Room = keyof English;

// With this the compiler knows every key, and which values a message takes.
declare module 'use-intl' {
  interface AppConfig {
    Messages: English;
  }
}
