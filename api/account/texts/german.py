"""The account pages in German."""

# These speak about passwords; they hold none.
# ruff: noqa: S106
from typing import Final

from api.account.texts.texts import Texts

GERMAN: Final = Texts(
    language="de",
    skip="Zum Inhalt springen",
    error="Fehler",
    summary="Das hat nicht geklappt",
    email="E-Mail-Adresse",
    name="Ihr Name",
    password="Passwort",
    current_password="Aktuelles Passwort",
    new_password="Neues Passwort",
    repeat_password="Neues Passwort wiederholen",
    password_hint="Mindestens 12 Zeichen. Ein paar Wörter hintereinander merkt man sich leicht.",
    sign_in="Anmelden",
    sign_in_lead="Willkommen zurück am Schreibtisch, an dem Ihre Stellenprofile entstehen.",
    sign_in_again="Sie sind als {email} angemeldet. Melden Sie sich zum Fortfahren erneut an.",
    forgot_link="Passwort vergessen?",
    or_else="oder",
    sign_in_with="Mit {title} anmelden",
    signed_out="Sie sind abgemeldet.",
    home="Ihr Konto",
    signed_in_as="Angemeldet als",
    role="Rolle",
    roles={
        "viewer": "Betrachten: liest Entwürfe",
        "author": "Schreiben: verfasst Inhalte und ändert die eigenen",
        "editor": "Redaktion: ändert alle Entwürfe",
        "publisher": "Veröffentlichen: ändert und veröffentlicht Entwürfe",
        "admin": "Verwaltung: alles, auch die Konten",
    },
    change_password="Passwort ändern",
    sign_out="Abmelden",
    sign_out_lead="In diesem Browser von Rolebook abmelden?",
    sign_out_everywhere="Überall abmelden",
    everywhere_hint=(
        "Beendet alle Ihre Sitzungen, in allen Browsern und Anwendungen, auch in diesem."
    ),
    password_changed="Ihr Passwort ist geändert. Alles andere, was angemeldet war, ist abgemeldet.",
    welcome="Alles ist eingerichtet, und Sie sind angemeldet.",
    password_lead=("Danach müssen sich Ihre anderen Browser und Anwendungen neu anmelden."),
    save_password="Passwort ändern",
    first_owner="Rolebook einrichten",
    first_owner_lead=(
        "Hier ist noch niemand. Legen Sie das Konto an, das diese Installation verwaltet; "
        "es kann alle anderen einladen."
    ),
    make_account="Konto anlegen",
    invitation="Willkommen bei Rolebook",
    invitation_lead="Wählen Sie ein Passwort für Ihr Konto, und schon sind Sie dabei.",
    join="Speichern und anmelden",
    reset="Neues Passwort wählen",
    reset_lead=("Danach ist alles abgemeldet, was mit dem alten Passwort angemeldet war."),
    forgot="Passwort vergessen?",
    forgot_lead=(
        "Rolebook verschickt keine E-Mails. Bitten Sie Ihre Administration um einen Link: Er gilt "
        "einmal, eine Stunde lang, und Sie können damit ein neues Passwort wählen."
    ),
    forgot_command="Die Administration erzeugt ihn auf dem Server mit diesem Befehl:",
    back_to_sign_in="Zurück zur Anmeldung",
    consent="{client} zulassen?",
    consent_lead="{client} möchte Rolebook in Ihrem Namen nutzen.",
    consent_list="Die Anwendung darf dann:",
    consent_leads_to="Danach geht es zurück zu {host}.",
    consent_not_you="Sie sind als {email} angemeldet.",
    allow="Zulassen",
    deny="Ablehnen",
    scopes={
        "openid": "wissen, welches Konto Ihres ist",
        "profile": "Ihren Namen und Ihre Rolle sehen",
        "email": "Ihre E-Mail-Adresse sehen",
        "offline_access": "verbunden bleiben, während Sie nicht da sind",
        "content:read": "Entwürfe und ihre Versionen lesen",
        "content:write": "Entwürfe schreiben und ändern",
        "content:publish": "Inhalte veröffentlichen und zurückziehen",
        "content:delete": "Inhalte archivieren, wiederherstellen und löschen",
        "interview:read": "Notizen lesen, die nur für Interviewende sind",
        "users:manage": "Konten verwalten",
        "clients:manage": "Anwendungen verwalten",
        "audit:read": "das Protokoll lesen",
    },
    device="Gerät verbinden",
    device_lead="Geben Sie den Code ein, den Ihr Terminal oder Gerät anzeigt.",
    device_code="Code",
    device_code_hint="Acht Buchstaben, zum Beispiel WDJB-MJHT.",
    go_on="Weiter",
    device_confirm="Vergleichen Sie den Code mit dem auf Ihrem Gerät:",
    device_warning=(
        "Lassen Sie es nur zu, wenn Sie das gerade selbst begonnen haben. "
        "Niemand von Rolebook fragt nach einem Code."
    ),
    device_allowed="Das Gerät ist verbunden",
    device_allowed_lead="Sie können diese Seite schließen und dort weitermachen.",
    device_denied="Das Gerät ist nicht verbunden",
    device_denied_lead="Es wurde nichts zugelassen. Sie können diese Seite schließen.",
    void="Dieser Link gilt nicht",
    void_lead=(
        "Er wurde schon benutzt, ist zu alt oder unvollständig. "
        "Bitten Sie Ihre Administration um einen neuen."
    ),
    not_found="Hier ist nichts",
    not_found_lead="Diese Adresse führt zu keiner Seite.",
    expired="Dieses Formular ist veraltet",
    expired_lead="Zu Ihrer Sicherheit wurde nichts geändert. Bitte versuchen Sie es noch einmal.",
    unreadable="Das Formular ist nicht lesbar",
    unreadable_lead="Etwas darin ist kein Text oder viel zu lang. Es wurde nichts geändert.",
    busy="Einen Moment bitte",
    busy_lead=(
        "Rolebook ist gerade ausgelastet, und es wurde nichts geändert. "
        "Bitte versuchen Sie es in ein paar Sekunden noch einmal."
    ),
    try_again="Noch einmal versuchen",
    wrong="Diese E-Mail-Adresse und dieses Passwort passen nicht zusammen.",
    throttled="Zu viele Versuche. Versuchen Sie es in {seconds} Sekunden noch einmal.",
    email_missing="Geben Sie Ihre E-Mail-Adresse ein.",
    password_missing="Geben Sie Ihr Passwort ein.",
    email_unusable="Geben Sie eine E-Mail-Adresse wie ada@example.com ein.",
    name_unusable="Geben Sie einen Namen mit 1 bis 100 Zeichen ein.",
    password_short="Wählen Sie ein Passwort mit mindestens 12 Zeichen.",
    password_long="Wählen Sie ein Passwort mit höchstens 256 Zeichen.",
    password_not_text="Das Passwort enthält Zeichen, die nicht verwendet werden können.",
    password_differs="Geben Sie das neue Passwort zweimal gleich ein.",
    password_wrong="Das ist nicht Ihr aktuelles Passwort.",
    device_code_unknown=(
        "Dieser Code ist nicht oder nicht mehr bekannt. "
        "Vergleichen Sie ihn, oder beginnen Sie dort von vorn."
    ),
)
