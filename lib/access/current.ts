/** The signed-in person in a server component; pages call it first. */
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Caller, PersonActor } from './actor.ts';
import { personOf } from './authenticate.ts';
import { anyPersonExists } from './people/person-store.ts';

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

/** The signed-in person with what the audit trail wants to know about the request; sends others to sign in. */
export async function currentCaller(): Promise<Caller & { actor: PersonActor }> {
  const actor = await requirePerson();
  const list = await headers();
  return { actor, requestId: list.get('x-request-id'), address: list.get('x-flowkeep-address') };
}

/** The theme that this browser's person chose; null follows the system. */
export async function chosenTheme(): Promise<'light' | 'dark' | null> {
  const theme = (await cookies()).get('theme')?.value;
  return theme === 'light' || theme === 'dark' ? theme : null;
}
