'use client';
/** Sends the reader's time zone along with a form: the server does not know it, and days begin in it. */
import { useEffect, useRef } from 'react';

export function ZoneField() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current) field.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }, []);
  return <input ref={field} type="hidden" name="zone" defaultValue="" />;
}
