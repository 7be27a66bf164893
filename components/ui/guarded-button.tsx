'use client';
import { type ComponentProps, useId } from 'react';
import { Button } from './button.tsx';

interface GuardedButtonProps extends ComponentProps<typeof Button> {
  /** Why it can't be pressed, and whom to ask; null: it can. */
  refusal: string | null;
}

/** A button that stays where it is for those who may not press it, greyed, with the reason under it. */
export function GuardedButton({ refusal, onClick, children, ...rest }: GuardedButtonProps) {
  const id = useId();
  if (!refusal) {
    return (
      <Button {...rest} onClick={onClick}>
        {children}
      </Button>
    );
  }
  return (
    <span className="inline-flex flex-col items-start gap-1">
      <Button {...rest} aria-disabled aria-describedby={id}>
        {children}
      </Button>
      <span id={id} className="text-xs text-muted">
        {refusal}
      </span>
    </span>
  );
}
