# Settings of interactive shells.
[ -z "$PS1" ] && return
shopt -s checkwinsize
if [ "$(id -u)" = 0 ]; then PS1='\n[\u@\h:\w]# '; else PS1='\n[\u@\h:\w]$ '; fi
alias ls='ls --color=auto' grep='grep --color=auto'
