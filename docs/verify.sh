#!/bin/sh
# 不用 sanwu，只用 sha256sum 核验一个发布文件夹。用法: sh verify.sh 文件夹 [今天，例如 2026-11-23]；有钥匙册的村，签名由旁边的 verify-keys.sh 看
# 结果: 0 和封存时一样，1 有不一样的地方，2 过了应更新日期或没有发布完，3 没法判断。纸上留着公钥时先 export KEY=公钥
keys=$(cd "$(dirname "$0")" && pwd)/verify-keys.sh
cd "$1" 2>/dev/null && [ -f ledger/000001.txt ] && [ -d releases ] || { echo 没有可核验的; exit 3; }
today=$(echo "${2:-$(date +%F)}" | tr -d -) code=0 late=0 n=0 prev=none
bad() { echo "$*"; code=1; }
sha() { sha256sum < "$1" | cut -c1-64; }
own() { h=$(sed '$d' "$1" | sha256sum | cut -c1-64); case $(tail -n 1 "$1") in "<!-- sha256:$h -->" | "/* sha256:$h */") ;; *) bad "被改 $1" ;; esac; }
for f in ledger/*.txt; do # 逐号相接
    n=$((n + 1)); at=$(printf '%06d' $n)
    [ "$f" = "ledger/$at.txt" ] && [ "$(sed -n 's/^seq: //p' "$f")" = $n ] && [ "$(sed -n 's/^prev: //p' "$f")" = $prev ] || bad "断开 ledger/$at.txt"
    prev=sha256:$(sha "$f")
done
for d in releases/[0-9][0-9][0-9][0-9][0-9][0-9]; do # 每一号的每个文件
    e=ledger/${d#releases/}.txt
    cmp -s "$d/manifest.txt" "$e" || bad "被改 $d/manifest.txt"
    [ "$(sed -n 's/^files: [0-9]* sha256://p' "$e")" = "$(sha "$d/SHA256SUMS")" ] || bad "被改 $d/SHA256SUMS"
    (cd "$d" && sha256sum --quiet --strict -c SHA256SUMS) || bad "被改或缺少，$d 里的，见上"
    [ "$(cd "$d" && find . ! -type d | sed 's|^\./||' | grep -vE '^(SHA256SUMS|manifest\.txt((\.[0-9A-F]{16})?\.minisig)?)$' | sort)" = "$(cut -c67- "$d/SHA256SUMS" | sort)" ] || bad "多出或缺少，$d 里的"
done
other=$(find . \( -path './releases/[0-9][0-9][0-9][0-9][0-9][0-9]' -o -path ./.sanwu-publish -o -path ./sanwu-capsule -o -path './System Volume Information' \) -prune -o ! -type d -print |
    grep -vE '^\./(index\.html|releases/(index\.html|pointer\.css)|(trust\.json|trust/[0-9]{4}\.json|ledger/[0-9]{6}\.txt)((\.[0-9A-F]{16})?\.minisig)?)$')
[ -z "$other" ] || bad "多出 $other"
own index.html; own releases/index.html; own releases/pointer.css
s=$(grep -o 'url=releases/[0-9]*/index.html' index.html | tr -dc 0-9) # 首页指着哪一号
[ -d "releases/$s" ] && grep -q "sha256:$(sha "ledger/$s.txt")" index.html || bad "被改 index.html，指向第 $s 号"
[ "$s" = "$at" ] && [ "$today" -le "$(sed -n 's/^valid-until: //p' "ledger/$s.txt" | tr -d -)" ] || { echo "第 $s 号过了应更新日期，或没有发布完"; late=2; }
sh "$keys" "$s"; case $? in 0) ;; 1) code=1 ;; 2) late=2 ;; *) [ $code = 1 ] || exit 3 ;; esac
[ $code = 1 ] && exit 1; echo "第 $s 号 $prev"; exit $late
