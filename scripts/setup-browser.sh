# The group `browser`: Chromium, driven by WebDriver, with a font that has Korean. The group `engines`: Firefox and
# WebKitGTK beside it.
# shellcheck shell=bash

setup_browser() {
  { has chromedriver && chromium_is_there; } ||
    timed "install Chromium and its driver (tests run in a real browser)" \
      debian "Chromium (or Chrome) and chromedriver" chromium chromium-driver
  # Elsewhere than on Debian a desktop has one.
  ! has dpkg || korean_font_is_there ||
    timed "install a Korean font (without one Korean is boxes, and its widths are wrong)" debian "a Korean font" fonts-noto-cjk
}

# A package that was removed is known all the same, to `dpkg -s` as well.
korean_font_is_there() { [ "$(dpkg-query -W -f '${db:Status-Status}' fonts-noto-cjk 2>/dev/null)" = installed ]; }

chromium_is_there() { has chromium || has google-chrome || [ -d "/Applications/Google Chrome.app" ]; }

# Where there is no apt they are left out and said so: WebKitGTK can't be had on every system, and the other stories
# are whole without them. Where there is, what is missing is installed.
setup_engines() {
  if has apt-get; then
    firefox_is_there ||
      timed "install Firefox (one story a strategy runs in it)" debian "Firefox" firefox-esr
    webkit_is_there ||
      timed "install WebKitGTK, its driver and a display for it (one story a strategy runs in it)" \
        debian "WebKitGTK's driver and Xvfb" webkit2gtk-driver xvfb
  fi
  if firefox_is_there; then
    is_version geckodriver "$geckodriver_version" ||
      timed "build geckodriver $geckodriver_version (it drives Firefox; once)" \
        cargo_install "$geckodriver_folder" "geckodriver@$geckodriver_version" --locked
    rm -rf "$SESSIONSCOPE_TOOLS/build"
  else
    say "no Firefox here and no apt to install it: its stories are left out"
  fi
  webkit_is_there || say "no WebKitWebDriver and Xvfb here and no apt to install them: WebKit's stories are left out"
}

firefox_is_there() { has firefox || has firefox-esr; }

webkit_is_there() { has WebKitWebDriver && has Xvfb; }
