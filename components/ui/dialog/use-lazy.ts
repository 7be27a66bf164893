'use client';
/** A component that is fetched when somebody wants it. */
import { type ComponentType, useState } from 'react';

/** `fetch` answers whether it came: a lost connection is for whoever asked to tell of. */
export function useLazy<Props>(load: () => Promise<ComponentType<Props>>) {
  const [Loaded, setLoaded] = useState<ComponentType<Props> | null>(null);
  const fetch = async (): Promise<boolean> => {
    try {
      const loaded = await load();
      setLoaded(() => loaded);
      return true;
    } catch {
      return false;
    }
  };
  const drop = () => setLoaded(null);
  return { Loaded, fetch, drop };
}
