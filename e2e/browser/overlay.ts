/** Add New Credential as people and assistive technology find it: by roles, labels and words. */
import { expect, type Locator, type Page } from '@playwright/test';
import { script } from './fixtures.ts';

export const newSource = '/sources/new?connector=whatsapp-flows';

/** What the sandbox says about a token's entry. */
interface Entry {
  token?: string;
  wabaId?: string;
  apiVersion?: string;
}

export class Overlay {
  readonly page: Page;
  readonly dialog: Locator;
  readonly name: Locator;
  readonly description: Locator;
  readonly token: Locator;
  readonly wabaId: Locator;
  readonly version: Locator;
  readonly appSecret: Locator;
  readonly save: Locator;
  readonly cancel: Locator;
  readonly close: Locator;
  readonly problem: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Add New Credential' });
    const field = (label: string) => this.dialog.getByLabel(label, { exact: true });
    this.name = field('Credential Name');
    this.description = field('Credential Description');
    this.token = field('Access Token');
    this.wabaId = field('WhatsApp Business Account ID');
    this.version = field('API Version');
    this.appSecret = field('App Secret');
    this.save = this.dialog.getByRole('button', { name: 'Save', exact: true });
    this.cancel = this.dialog.getByRole('button', { name: 'Cancel', exact: true });
    this.close = this.dialog.getByRole('button', { name: 'Close', exact: true });
    this.problem = this.dialog.getByRole('alert');
  }

  get addTile(): Locator {
    return this.page.getByRole('button', { name: 'Add Credential' });
  }

  /** Goes to Authenticate and opens the overlay. */
  static async open(page: Page, path = newSource): Promise<Overlay> {
    const overlay = new Overlay(page);
    await page.goto(path);
    await overlay.addTile.click();
    await expect(overlay.dialog).toBeVisible();
    return overlay;
  }

  /** Types what belongs to a sandbox token. */
  async fill(id: string, changes: Entry = {}): Promise<void> {
    const { token, wabaId, apiVersion } = { ...script(id), ...changes };
    await this.token.fill(token);
    await this.wabaId.fill(wabaId);
    if (apiVersion) await this.version.fill(apiVersion);
  }

  /** The control's error or hint, as it is tied to it. */
  async describedBy(control: Locator): Promise<string> {
    return control.evaluate((element) =>
      (element.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join('\n'),
    );
  }
}

/** Pastes a text into a control, through the browser's real clipboard. */
export async function paste(control: Locator, text: string): Promise<void> {
  const page = control.page();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  // The mask that stands in a field's place until it may be changed has its name, and takes no focus.
  await expect(control).toBeEnabled();
  await control.focus();
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  await page.keyboard.press('ControlOrMeta+V');
}
