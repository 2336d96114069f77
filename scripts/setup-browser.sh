# Group `browser`: Chromium, its WebDriver and a Korean font. Group `engines`: also Firefox and WebKitGTK.
# shellcheck shell=bash

setup_browser() {
  { has chromedriver && chromium_is_there; } ||
    timed "install Chromium and its driver (tests run in a real browser)" \
      debian "Chromium (or Chrome) and chromedriver" chromium chromium-driver
  # Desktops of other systems have a Korean font.
  ! has dpkg || korean_font_is_there ||
    timed "install a Korean font (without one, Korean is drawn as boxes of wrong width)" debian "a Korean font" fonts-noto-cjk
}

# Not `dpkg -s`, which also succeeds for a removed package.
korean_font_is_there() { [ "$(dpkg-query -W -f '${db:Status-Status}' fonts-noto-cjk 2>/dev/null)" = installed ]; }

chromium_is_there() { has chromium || has google-chrome || [ -d "/Applications/Google Chrome.app" ]; }

# Installs missing browsers with apt. Without apt, their stories are skipped with a message, since not every system has
# WebKitGTK. All other stories run.
setup_engines() {
  if has apt-get; then
    firefox_is_there ||
      timed "install Firefox (each strategy runs in it)" debian "Firefox" firefox-esr
    webkit_is_there ||
      timed "install WebKitGTK, its driver and a display for it (each strategy runs in it)" \
        debian "WebKitGTK's driver and Xvfb" webkit2gtk-driver xvfb
  fi
  if firefox_is_there; then
    is_version geckodriver "$geckodriver_version" ||
      timed "build geckodriver $geckodriver_version (it drives Firefox; once)" \
        cargo_install "$geckodriver_folder" "geckodriver@$geckodriver_version" --locked
    rm -rf "$SESSIONSCOPE_TOOLS/build"
  else
    say "Firefox is missing, and there is no apt to install it: its stories are skipped"
  fi
  webkit_is_there || say "WebKitWebDriver or Xvfb is missing, and there is no apt to install them: WebKit's stories are skipped"
}

firefox_is_there() { has firefox || has firefox-esr; }

webkit_is_there() { has WebKitWebDriver && has Xvfb; }
