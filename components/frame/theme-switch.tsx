'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';

type Theme = 'system' | 'light' | 'dark';

const themes: Theme[] = ['system', 'light', 'dark'];

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  const age = theme === 'system' ? 0 : 31_536_000;
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads it for the first paint; the Cookie Store API is not everywhere
  document.cookie = `theme=${theme}; path=/; max-age=${age}; samesite=lax`;
}

/** Chooses light, dark or what the system says; remembered in a cookie, so that the first paint is right. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const t = useTranslations('frame');
  const [theme, setTheme] = useState(initial);
  return (
    <label className="flex items-center justify-between gap-3">
      <span className="text-muted">{t('theme')}</span>
      <select
        className="field-control w-auto"
        value={theme}
        onChange={(event) => {
          const chosen = event.target.value as Theme;
          setTheme(chosen);
          apply(chosen);
        }}
      >
        {themes.map((each) => (
          <option key={each} value={each}>
            {t(`themes.${each}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
