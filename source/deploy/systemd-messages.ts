/**
 * Installs what is beside it. A Node that is new enough is used; else the program's own launcher gets one from the npm
 * registry and checks its hash, which needs any Node with npm: on Debian, apt brings both. With DESTDIR, as packagers know
 * it, everything goes below that folder and nothing is started.
 */
export const installScript = `#!/bin/sh
# Installs the Litmos connector for ConductorOne on this machine.
#   sudo sh install.sh             runs all the time and answers ConductorOne
#   sudo sh install.sh --nightly   pushes once every night instead
#   sudo sh install.sh --remove    removes the program and its units; the credentials and the state stay
# With DESTDIR=/some/folder everything goes below that folder, and nothing is started.
set -eu
umask 022
cd "$(dirname "$0")"
root=\${DESTDIR:-}
program=/usr/local/lib/litmos-connector
units=/etc/systemd/system
fail() { echo "$*" >&2; exit 1; }

[ -n "$root" ] || [ "$(id -u)" = 0 ] || fail "Run this as root: sudo sh install.sh $*"

case "\${1:-}" in
	'') start=litmos-connector.service; other=litmos-connector-push.timer ;;
	--nightly) start=litmos-connector-push.timer; other=litmos-connector.service ;;
	--remove)
		[ -n "$root" ] || systemctl disable --now litmos-connector.service litmos-connector-push.timer || true
		rm -rf "$root$program" "$root/usr/local/bin/litmos-connector"
		rm -f "$root$units/litmos-connector.service" "$root$units/litmos-connector-push.service" "$root$units/litmos-connector-push.timer"
		[ -n "$root" ] || systemctl daemon-reload
		echo "Removed. What stays: /etc/baton/litmos.env and /var/lib/litmos-connector."
		exit 0 ;;
	*) fail "Unknown option $1. Use --nightly or --remove." ;;
esac

if [ -f litmos.env ]; then
	! grep -q REPLACE-WITH litmos.env || fail "Fill in litmos.env first: it still has placeholders (REPLACE-WITH-…)."
	mkdir -p "$root/etc/baton"
	install -m 0600 litmos.env "$root/etc/baton/litmos.env"
fi
[ -f "$root/etc/baton/litmos.env" ] || fail "litmos.env is missing, and so is /etc/baton/litmos.env."

apt() {
	command -v apt-get >/dev/null || fail "$1, then run this again."
	shift
	echo "Installing $* with apt-get."
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}
# Small systems lack a library that Node needs: then apt-get brings it, and the command runs again.
starts() {
	if "$@" 2>"$new/said"; then return; fi
	if grep -q 'libatomic\\.so' "$new/said"; then
		apt "Install libatomic first" libatomic1 >&2
		if "$@" 2>"$new/said"; then return; fi
	fi
	cat "$new/said" >&2
	return 1
}

# Beside the old one and then in its place, so that a failed update leaves the old one running.
new=$root$program.new
rm -rf "$new"
mkdir -p "$new" "$root/usr/local/bin" "$root$units"
if [ -f litmos-connector ]; then
	install -m 0755 litmos-connector "$new/litmos-connector"
	# With DESTDIR it may be for another kind of machine.
	starts env XDG_CACHE_HOME="$new/fetched" "$new/litmos-connector" --version >/dev/null || [ -n "$root" ] || {
		rm -rf "$new"
		fail "This executable doesn’t start on this machine."
	}
else
	command -v node >/dev/null || apt "Install Node 22.19 or newer first" nodejs npm
	tar -xzf litmos-connector.tgz -C "$new" --strip-components=1 --no-same-owner
	chmod -R a+rX "$new"
	# The launcher fetches a Node of its own where this one is too old, and checks it.
	node=$(starts env XDG_CACHE_HOME="$new/fetched" node -e "require('$new/bin/node-version.cjs').findNode().then(function (path) { console.log(path); })")
	case "$node" in
		/usr/*) ln -s "$node" "$new/node" ;;
		# The unit sees no home folders, where a Node may be too.
		*) install -m 0755 "$node" "$new/node" ;;
	esac
	cat > "$new/litmos-connector" <<'END'
#!/bin/sh
folder=$(dirname "$(readlink -f "$0")")
exec "$folder/node" "$folder/bin/litmos-connector.cjs" "$@"
END
	chmod 0755 "$new/litmos-connector"
fi
chmod 0755 "$new"
rm -rf "$new/fetched" "$new/said" "$root$program"
mv "$new" "$root$program"
ln -sf ../lib/litmos-connector/litmos-connector "$root/usr/local/bin/litmos-connector"
install -m 0644 litmos-connector.service litmos-connector-push.service litmos-connector-push.timer "$root$units/"

[ -z "$root" ] || { echo "Installed below $root; nothing was started."; exit 0; }
systemctl daemon-reload
systemctl disable --now "$other" 2>/dev/null || true
systemctl enable "$start"
systemctl restart "$start"
echo "Installed and started: $start"
`;
