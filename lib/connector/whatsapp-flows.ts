/** The guide to a WhatsApp Flows API credential. Menu names and addresses as Meta has them in autumn 2026. */
import type { Guide } from './guide.ts';

const systemUsers = {
  link: 'System users',
  href: 'https://business.facebook.com/latest/settings/system_users',
};

export const whatsappFlowsGuide: Guide = {
  sections: [
    {
      id: 'app',
      title: 'Open your Meta app',
      blocks: [
        {
          kind: 'steps',
          items: [
            [
              'Sign in to ',
              { link: 'Meta for Developers', href: 'https://developers.facebook.com/apps/' },
              ' and open your app under My Apps.',
            ],
            [
              'No app yet? Choose Create App, then Business as its type; give it a name and a contact address.',
            ],
            ['In the app, open WhatsApp, then API Setup (in older apps: Getting Started).'],
          ],
        },
      ],
    },
    {
      id: 'waba',
      title: 'Find the WhatsApp Business Account ID',
      blocks: [
        {
          kind: 'text',
          text: [
            'Meta now calls the account of this ID the Messaging account: it has the templates and the flows, and kept its ID. API Setup shows it next to the phone number. It is also in ',
            {
              link: 'Business settings',
              href: 'https://business.facebook.com/latest/settings/whatsapp_account',
            },
            ', under the tab Messaging accounts; the tab WhatsApp accounts beside it shows another ID, one for each phone number. Meta shows five kinds of ID that look alike; this is the one:',
          ],
        },
        { kind: 'picture', picture: 'which-id' },
      ],
    },
    {
      id: 'token',
      title: 'Generate an access token',
      blocks: [
        {
          kind: 'choice',
          options: [
            {
              name: 'For production: a system user',
              text: 'Belongs to your business, not to a person, and can be made without an end. Nobody has to renew it every few weeks.',
            },
            {
              name: 'For a quick try: a temporary token',
              text: 'From API Setup or the Graph API Explorer; ends within hours. It can be exchanged for one of 60 days.',
            },
          ],
        },
        {
          kind: 'steps',
          items: [
            ['In Business settings open ', systemUsers, ' and choose or add one.'],
            ['Assign it your app, with full control.'],
            [
              'Assign it the Messaging account and each WhatsApp account that it sends from, with full control: Meta gives the rights apart, on two tabs.',
            ],
            [
              'Choose Generate token, pick the app, when the token ends, and the two permissions of the next section.',
            ],
            ['Copy the token at once: Meta shows it only this time.'],
          ],
        },
        {
          kind: 'text',
          text: [
            'For a temporary one, open the ',
            { link: 'Graph API Explorer', href: 'https://developers.facebook.com/tools/explorer/' },
            ', select your app, add the permissions and choose Generate Access Token.',
          ],
        },
      ],
    },
    {
      id: 'permissions',
      title: 'Give it these permissions',
      blocks: [
        {
          kind: 'copy',
          values: [
            { value: 'whatsapp_business_management', purpose: 'to read and change flows' },
            { value: 'whatsapp_business_messaging', purpose: 'to send flows in messages' },
          ],
        },
      ],
    },
    {
      id: 'version',
      title: 'Choose the API version',
      blocks: [
        {
          kind: 'text',
          text: [
            'Meta keeps each version for about two years; calls of a retired one are answered as the oldest that is left. Take the newest unless a pipeline needs another. Meta lists them under ',
            {
              link: 'Graph API versions',
              href: 'https://developers.facebook.com/docs/graph-api/changelog/versions',
            },
            '.',
          ],
        },
      ],
    },
    {
      id: 'app-secret',
      title: 'Only if Meta asks for it: the App Secret',
      blocks: [
        {
          kind: 'text',
          text: [
            'Needed when the app has ',
            { code: 'Require App Secret' },
            ' switched on (App settings, Advanced). Copy it from App settings, Basic; Meta asks for your password first. Flowkeep seals it beside the token and sends Meta only a proof made from both.',
          ],
        },
      ],
    },
  ],
  sectionOf: {
    accessToken: 'token',
    wabaId: 'waba',
    apiVersion: 'version',
    appSecret: 'app-secret',
  },
  further: [
    {
      link: 'WhatsApp Flows',
      href: 'https://developers.facebook.com/docs/whatsapp/flows',
    },
    {
      link: 'Business Management API',
      href: 'https://developers.facebook.com/docs/whatsapp/business-management-api/get-started',
    },
    {
      link: 'Access tokens at Meta',
      href: 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens',
    },
  ],
};
