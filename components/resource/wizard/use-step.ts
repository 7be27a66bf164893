'use client';
/** Which of the last two steps is shown: the address says, so that Back and reload do what people expect. */
import { useSearchParams } from 'next/navigation';

export type LateStep = 'configure' | 'test';

export function useStep(): { step: LateStep; goTo(step: LateStep, replace?: boolean): void } {
  const step = useSearchParams().get('step') === 'test' ? 'test' : 'configure';
  const goTo = (next: LateStep, replace = false) => {
    const url = new URL(window.location.href);
    url.searchParams.set('step', next);
    if (replace) window.history.replaceState(null, '', url);
    else window.history.pushState(null, '', url);
    window.scrollTo({ top: 0 });
  };
  return { step, goTo };
}
