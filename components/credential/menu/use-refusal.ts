'use client';
/** What people without a right are told: who has it. */
import { useLocale, useTranslations } from 'use-intl';
import { listed } from '../../words/formats.ts';

/** What only admins do with a credential. */
export type AdminsTask = 'edit' | 'replace' | 'settings' | 'rollBack' | 'delete';

/** @returns what gives the reason why a task can not be done, such as "Only admins can delete. Ask Ada."; null: it can */
export function useRefusal(isAdmin: boolean, admins: string[]): (what: AdminsTask) => string | null {
  const t = useTranslations('credentialMenu');
  const names = listed(admins, 'disjunction', useLocale());
  return (what) => (isAdmin ? null : t('onlyAdmins', { what, count: admins.length, names }));
}
