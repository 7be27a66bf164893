'use client';
/** Keeps what was filled in through a reload and the choice of another credential, in this tab only, until it is saved. */
import { useEffect, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { ResourceInput } from '../../../lib/resource/schema.ts';
import { type ResourceFormValues, resourceFormSchema } from '../endpoint/values.ts';

type ResourceForm = UseFormReturn<ResourceFormValues, unknown, ResourceInput>;

function read(key: string): ResourceFormValues | null {
  try {
    const kept = resourceFormSchema.safeParse(JSON.parse(sessionStorage.getItem(key) ?? ''));
    return kept.success ? kept.data : null;
  } catch {
    return null;
  }
}

/** @returns whether what there was is in the form by now, and what forgets it */
export function useDraft(form: ResourceForm, key: string) {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const kept = read(key);
    if (kept) form.reset(kept, { keepDefaultValues: true });
    setReady(true);
    const stop = form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        try {
          sessionStorage.setItem(key, JSON.stringify(values));
        } catch {
          // Full, or forbidden: then a reload loses what was typed, and nothing else.
        }
      },
    });
    return stop;
  }, [form, key]);
  const forget = () => sessionStorage.removeItem(key);
  return { ready, forget };
}
