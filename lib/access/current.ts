/** The signed-in person in a server component; pages call it first. */
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { PersonActor } from './actor.ts';
import { personOf } from './authenticate.ts';
import { anyPersonExists } from './person-store.ts';

/** Read once per request, however many components ask. */
export const currentPerson = cache(async (): Promise<PersonActor | null> => {
  return personOf((await headers()).get('cookie'));
});

/** @returns the signed-in person; sends everybody else to sign in, or to set up while there is nobody yet. */
export async function requirePerson(): Promise<PersonActor> {
  const person = await currentPerson();
  if (person) return person;
  if (!(await anyPersonExists())) redirect('/setup');
  const path = (await headers()).get('x-flowkeep-path');
  redirect(path && path !== '/' ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in');
}

/** The theme that this browser's person chose; null follows the system. */
export async function chosenTheme(): Promise<'light' | 'dark' | null> {
  const theme = (await cookies()).get('theme')?.value;
  return theme === 'light' || theme === 'dark' ? theme : null;
}
